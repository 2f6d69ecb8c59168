// Command keyturn-gitops holds what Keyturn gives to Argo CD and Flux against its test data: the Lua of a folder in the layout of Argo CD's
// resource_customizations, run as Argo CD runs it, and the rules of kstatus, by which Flux judges. Each case is one line of JSON
// on stdout; it exits 1 if it could not look at all, and 0 whatever the cases came to.
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A case that was looked at; problem is empty where all is as expected.
type verdict struct {
	Name    string `json:"name"`
	Problem string `json:"problem"`
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: keyturn-gitops FOLDER, which has <group>/<Kind>/health.lua"))
	}
	kinds, err := filepath.Glob(filepath.Join(os.Args[1], "*", "*", "health.lua"))
	if err != nil {
		fail(err)
	}
	if len(kinds) == 0 {
		fail(fmt.Errorf("there is no <group>/<Kind>/health.lua in %s", os.Args[1]))
	}
	lines := json.NewEncoder(os.Stdout)
	for _, script := range kinds {
		verdicts, err := lookAt(os.Args[1], filepath.Dir(script))
		if err != nil {
			fail(err)
		}
		for _, seen := range verdicts {
			if err := lines.Encode(seen); err != nil {
				fail(err)
			}
		}
	}
}

func lookAt(root, kind string) ([]verdict, error) {
	var verdicts []verdict
	for _, check := range []func(string) ([]verdict, error){health, kstatus, discovery, actions} {
		found, err := check(kind)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, found...)
	}
	for i := range verdicts {
		name, err := filepath.Rel(root, filepath.Join(kind, verdicts[i].Name))
		if err != nil {
			return nil, err
		}
		verdicts[i].Name = name
	}
	return verdicts, nil
}

// Files of testdata that no test names would be looked at by nobody.
func forgotten(kind, suite string, named []string) ([]verdict, error) {
	var verdicts []verdict
	folder := filepath.Join(kind, "testdata")
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(kind, path)
		if err == nil && !slices.Contains(named, relative) {
			verdicts = append(verdicts, verdict{suite + "/" + relative, suite + " does not name it"})
		}
		return err
	})
	return verdicts, err
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "keyturn-gitops:", err)
	os.Exit(1)
}
