package main

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// awaitServing returns when the API server serves, and to those who may ask it.
func awaitServing(ctx context.Context, kubeconfig string) error {
	return await(ctx, kubeconfig, serves)
}

// awaitReady returns when its controllers, too, made what a pod in the default namespace needs.
func awaitReady(ctx context.Context, kubeconfig string) error {
	return await(ctx, kubeconfig, func(ctx context.Context, client kubernetes.Interface) error {
		if err := serves(ctx, client); err != nil {
			return err
		}
		_, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
		return err
	})
}

func serves(ctx context.Context, client kubernetes.Interface) error {
	return client.Discovery().RESTClient().Get().AbsPath("/readyz").Do(ctx).Error()
}

func await(ctx context.Context, kubeconfig string, look func(context.Context, kubernetes.Interface) error) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	for {
		lacking := look(ctx, client)
		if lacking == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", context.Cause(ctx), lacking)
		case <-time.After(50 * time.Millisecond):
		}
	}
}
