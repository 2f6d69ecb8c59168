//go:build !linux

package main

import "syscall"

// tiedToUs keeps Ctrl-C for us alone: we end them in order. Only on Linux does the kernel end them if we are killed.
func tiedToUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
