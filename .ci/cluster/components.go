package main

import "strconv"

// The components run in the folder, so that the socket's path stays within the 100 characters a socket may have.
const etcdSocket = "unix://etcd.sock"

// servers are listed in the order to start them in; the second waits by itself for the first.
func (p place) servers() []component {
	return []component{
		{"etcd", []string{
			"--data-dir=etcd",
			"--unsafe-no-fsync",
			"--listen-client-urls=" + etcdSocket,
			// A socket is refused here, and nobody asks: an address that leads nowhere.
			"--advertise-client-urls=http://127.0.0.111:0",
			"--listen-peer-urls=http://127.0.0.1:0",
			"--log-level=warn",
		}},
		{"kube-apiserver", append([]string{
			"--etcd-servers=" + etcdSocket,
			"--bind-address=" + host,
			"--secure-port=" + strconv.Itoa(p.port),
			"--permit-port-sharing",
			"--tls-cert-file=server.crt",
			"--tls-private-key-file=server.key",
			"--token-auth-file=tokens.csv",
			"--authorization-mode=RBAC",
			"--service-account-issuer=https://kubernetes.default.svc",
			"--service-account-signing-key-file=service-account.key",
			"--service-account-key-file=service-account.key",
			"--service-cluster-ip-range=10.96.0.0/16",
			// A loopback address cannot be an endpoint of the service "kubernetes".
			"--endpoint-reconciler-type=none",
		}, p.auditFlags()...)},
	}
}

func (p place) controllers() []component {
	return []component{
		{"kube-controller-manager", []string{
			"--kubeconfig=controller-manager.kubeconfig",
			"--service-account-private-key-file=service-account.key",
			"--root-ca-file=server.crt",
			"--use-service-account-credentials",
			"--leader-elect=false",
			// The default of 20 requests a second is for clusters with others in them: it doubles the time to be ready.
			"--kube-api-qps=300",
			"--kube-api-burst=600",
			"--secure-port=0",
		}},
	}
}

func (p place) auditFlags() []string {
	if p.auditLog == "" {
		return nil
	}
	return []string{
		"--audit-policy-file=audit-policy.yaml",
		"--audit-log-path=" + p.auditLog,
		// In megabytes, where another file is begun: who counts requests reads one.
		"--audit-log-maxsize=100000",
	}
}
