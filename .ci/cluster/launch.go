package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
)

const usage = `keyturn-cluster up --dir DIR [--audit-log FILE]

Starts a Kubernetes control plane (etcd, kube-apiserver, kube-controller-manager) that keeps everything in DIR,
prints "ready KUBECONFIG" once it serves, and ends it on SIGINT, SIGTERM, or when a pipe that is its standard
input closes. A DIR that was used before is taken up where it was left, under a new port.

`

// The kernel ends a child when the thread that started it ends (Pdeathsig): children are started on the main one.
func init() {
	runtime.LockOSThread()
}

func launch(args []string) int {
	flags := flag.NewFlagSet("keyturn-cluster up", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	dir := flags.String("dir", "", "folder for keys, data and logs; made if missing, readable by you alone")
	auditLog := flags.String("audit-log", "", "file for one line of JSON per request: verb, resource, user, answer; never bodies")
	if len(args) == 0 || args[0] != "up" {
		flags.Usage()
		return 2
	}
	if err := flags.Parse(args[1:]); err != nil {
		return 2
	}
	if *dir == "" || flags.NArg() > 0 {
		flags.Usage()
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cancelWhenStdinCloses(cancel)
	if err := up(ctx, *dir, *auditLog); err != nil {
		fmt.Fprintln(os.Stderr, "keyturn-cluster:", err)
		return 1
	}
	return 0
}

// cancelWhenStdinCloses ties us to the program that started us, which cannot close its end more surely than by dying.
// A terminal or /dev/null says nothing about who waits for us.
func cancelWhenStdinCloses(cancel context.CancelFunc) {
	stdin, err := os.Stdin.Stat()
	if err != nil || stdin.Mode()&(os.ModeNamedPipe|os.ModeSocket) == 0 {
		return
	}
	go func() {
		defer cancel()
		_, _ = io.Copy(io.Discard, os.Stdin)
	}()
}

// up returns nil after it was asked to end, and an error if the control plane did not come up or did not stay up.
func up(ctx context.Context, dir, auditLog string) error {
	port, release, err := reservePort()
	if err != nil {
		return err
	}
	defer release()
	place, err := prepare(dir, auditLog, port)
	if err != nil {
		return err
	}
	defer place.lock.Close()
	children := &children{dir: place.dir}
	defer children.end()
	// A controller manager that gets no answer for ten seconds ends, and a slow machine takes longer to serve.
	for _, stage := range []struct {
		components []component
		await      func(context.Context, string) error
	}{
		{place.servers(), awaitServing},
		{place.controllers(), awaitReady},
	} {
		for _, component := range stage.components {
			if err := children.start(component); err != nil {
				return err
			}
		}
		if err := children.await(ctx, stage.await, place.adminKubeconfig()); err != nil || ctx.Err() != nil {
			return err
		}
	}
	fmt.Println("ready", place.adminKubeconfig())

	select {
	case <-ctx.Done():
		return nil
	case err := <-children.failed():
		return err
	}
}

// executable is where a program lies of which this file is one name: all links lie beside the file.
func executable(name string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	self, err = filepath.EvalSymlinks(self)
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(self), name), nil
}
