package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	graceToEnd  = 10 * time.Second
	readyWithin = 2 * time.Minute
)

// A component is a program of the control plane with its arguments.
type component struct {
	name string
	args []string
}

type child struct {
	name  string
	cmd   *exec.Cmd
	ended chan struct{}
}

// children ends them in the order opposite to the one they were started in.
type children struct {
	dir     string
	running []child
}

func (c *children) start(component component) error {
	path, err := executable(component.name)
	if err != nil {
		return err
	}
	log, err := os.OpenFile(c.log(component.name), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(path, component.args...)
	cmd.Dir = c.dir
	// Nothing of the caller's: ETCD_* are options of etcd, and a proxy has no place on the loopback interface.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir}
	cmd.Stdout = log
	cmd.Stderr = log
	cmd.SysProcAttr = tiedToUs()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start %s: %w", component.name, err)
	}
	started := child{component.name, cmd, make(chan struct{})}
	go func() {
		defer close(started.ended)
		_ = cmd.Wait() // How it ended is in ProcessState.
	}()
	c.running = append(c.running, started)
	return nil
}

// await returns nil once what is asked for has come, or we were asked to end, and an error if a child ended before, or it took too long.
func (c *children) await(ctx context.Context, come func(context.Context, string) error, kubeconfig string) error {
	ready := make(chan error, 1)
	go func() {
		within, cancel := context.WithTimeoutCause(ctx, readyWithin, errors.New("not ready in time"))
		defer cancel()
		ready <- come(within, kubeconfig)
	}()
	select {
	case <-ctx.Done():
		return nil
	case err := <-c.failed():
		return err
	case err := <-ready:
		if err != nil && ctx.Err() == nil {
			return fmt.Errorf("%w; logs are in %s", err, c.dir)
		}
		return nil
	}
}

// failed receives one error when the first of the children ends.
func (c *children) failed() <-chan error {
	failed := make(chan error, len(c.running))
	for _, child := range c.running {
		go func() {
			<-child.ended
			failed <- fmt.Errorf("%s ended (%s); the end of its log %s:\n%s",
				child.name, child.cmd.ProcessState, c.log(child.name), lastLines(c.log(child.name), 10))
		}()
	}
	return failed
}

func (c *children) end() {
	for i := len(c.running) - 1; i >= 0; i-- {
		child := c.running[i]
		_ = child.cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-child.ended:
		case <-time.After(graceToEnd):
			_ = child.cmd.Process.Kill()
			<-child.ended
		}
	}
}

func (c *children) log(name string) string {
	return filepath.Join(c.dir, name+".log")
}

func lastLines(file string, count int) string {
	content, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimRight(string(content), "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-count):], "\n")
}
