package main

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// reservePort finds a free port of the loopback interface and keeps it bound until release is called, so that nobody
// else is given it before the API server, which shares it (--permit-port-sharing), listens there. Bound without
// listening, it takes no connections.
func reservePort() (port int, release func(), err error) {
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil {
		return 0, nil, fmt.Errorf("no socket: %w", err)
	}
	release = func() { _ = unix.Close(socket) }
	port, err = bind(socket)
	if err != nil {
		release()
		return 0, nil, fmt.Errorf("no free port: %w", err)
	}
	return port, release, nil
}

func bind(socket int) (port int, err error) {
	unix.CloseOnExec(socket)
	if err := unix.SetsockoptInt(socket, unix.SOL_SOCKET, unix.SO_REUSEPORT, 1); err != nil {
		return 0, err
	}
	if err := unix.Bind(socket, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		return 0, err
	}
	address, err := unix.Getsockname(socket)
	if err != nil {
		return 0, err
	}
	return address.(*unix.SockaddrInet4).Port, nil
}
