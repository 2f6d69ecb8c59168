package main

import (
	"os"
	"path/filepath"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// A manifest, with whole numbers as the API server's clients have them.
func manifest(kind, path string) (*unstructured.Unstructured, error) {
	text, err := os.ReadFile(filepath.Join(kind, path))
	if err != nil {
		return nil, err
	}
	json, err := yaml.YAMLToJSON(text)
	if err != nil {
		return nil, err
	}
	object := &unstructured.Unstructured{}
	return object, object.UnmarshalJSON(json)
}

// Reads a list of tests; a word that it does not know is a mistake.
func tests(kind, path string, into any) error {
	text, err := os.ReadFile(filepath.Join(kind, path))
	if err != nil {
		return err
	}
	return yaml.UnmarshalStrict(text, into)
}

func script(kind string, path ...string) (string, error) {
	text, err := os.ReadFile(filepath.Join(append([]string{kind}, path...)...))
	return string(text), err
}
