package main

import (
	"crypto/rand"
	_ "embed"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	certutil "k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"
)

//go:embed audit-policy.yaml
var auditPolicy []byte

const host = "127.0.0.1"

// A place is the folder of one control plane, with everything written that its components read.
type place struct {
	dir      string
	auditLog string
	port     int
	lock     *os.File
}

// prepare makes what is missing: keys and certificate live as long as the folder, tokens as long as the process.
func prepare(dir, auditLog string, port int) (place, error) {
	p := place{port: port}
	var err error
	if p.dir, err = filepath.Abs(dir); err != nil {
		return p, err
	}
	if auditLog != "" {
		if p.auditLog, err = filepath.Abs(auditLog); err != nil {
			return p, err
		}
	}
	if err = os.MkdirAll(p.dir, 0o700); err != nil {
		return p, err
	}
	if p.lock, err = lock(p.file("lock")); err != nil {
		return p, err
	}
	if _, _, err = keyutil.LoadOrGenerateKeyFile(p.file("service-account.key")); err != nil {
		return p, err
	}
	certificate, err := p.servingCertificate()
	if err != nil {
		return p, err
	}
	admin, controllers := rand.Text(), rand.Text()
	tokens := fmt.Sprintf("%s,admin,admin,system:masters\n%s,system:kube-controller-manager,system:kube-controller-manager\n",
		admin, controllers)
	if err = os.WriteFile(p.file("tokens.csv"), []byte(tokens), 0o600); err != nil {
		return p, err
	}
	if err = os.WriteFile(p.file("audit-policy.yaml"), auditPolicy, 0o600); err != nil {
		return p, err
	}
	if err = p.writeKubeconfig(p.adminKubeconfig(), admin, certificate); err != nil {
		return p, err
	}
	return p, p.writeKubeconfig(p.file("controller-manager.kubeconfig"), controllers, certificate)
}

// lock holds as long as the file is open, thus as long as the process lives.
func lock(name string) (*os.File, error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, fmt.Errorf("another control plane runs in %s (%w)", filepath.Dir(name), err)
	}
	return file, nil
}

// servingCertificate answers with the certificate and the authority that signed it, in one PEM text.
func (p place) servingCertificate() ([]byte, error) {
	if certificate, err := os.ReadFile(p.file("server.crt")); err == nil {
		return certificate, nil
	}
	certificate, key, err := certutil.GenerateSelfSignedCertKey(host, []net.IP{net.ParseIP(host)}, []string{"localhost"})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(p.file("server.key"), key, 0o600); err != nil {
		return nil, err
	}
	return certificate, os.WriteFile(p.file("server.crt"), certificate, 0o600)
}

func (p place) writeKubeconfig(file, token string, authority []byte) error {
	const name = "keyturn"
	config := clientcmdapi.NewConfig()
	config.Clusters[name] = &clientcmdapi.Cluster{
		Server:                   fmt.Sprintf("https://%s:%d", host, p.port),
		CertificateAuthorityData: authority,
	}
	config.AuthInfos[name] = &clientcmdapi.AuthInfo{Token: token}
	config.Contexts[name] = &clientcmdapi.Context{Cluster: name, AuthInfo: name}
	config.CurrentContext = name
	return clientcmd.WriteToFile(*config, file)
}

func (p place) adminKubeconfig() string {
	return p.file("admin.kubeconfig")
}

func (p place) file(name string) string {
	return filepath.Join(p.dir, name)
}
