package main

import "syscall"

// tiedToUs makes the kernel kill a child when we die in whatever way, and keeps Ctrl-C for us alone: we end them in order.
func tiedToUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
