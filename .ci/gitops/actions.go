package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

type action struct {
	Name        string `json:"name"`
	Disabled    bool   `json:"disabled"`
	IconClass   string `json:"iconClass,omitempty"`
	DisplayName string `json:"displayName,omitempty"`
}

type actionTests struct {
	DiscoveryTests []struct {
		InputPath string   `json:"inputPath"`
		Result    []action `json:"result"`
	} `json:"discoveryTests"`
	ActionTests []struct {
		Action             string `json:"action"`
		InputPath          string `json:"inputPath"`
		ExpectedOutputPath string `json:"expectedOutputPath"`
	} `json:"actionTests"`
}

// A moment of today in a token that an action makes; test data has the first of all moments there.
var moment = regexp.MustCompile(`^(argocd-)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`)

func actionSuite(kind string) (suite actionTests, has bool, err error) {
	err = tests(filepath.Join(kind, "actions"), "action_test.yaml", &suite)
	if errors.Is(err, fs.ErrNotExist) {
		return suite, false, nil
	}
	return suite, true, err
}

func discovery(kind string) ([]verdict, error) {
	suite, has, err := actionSuite(kind)
	if err != nil || !has {
		return nil, err
	}
	source, err := script(kind, "actions", "discovery.lua")
	if err != nil {
		return nil, err
	}
	var verdicts []verdict
	for _, test := range suite.DiscoveryTests {
		input, err := manifest(filepath.Join(kind, "actions"), test.InputPath)
		if err != nil {
			return nil, err
		}
		problem := ""
		if seen, err := discovered(source, input.Object); err != nil {
			problem = err.Error()
		} else {
			byName := cmpopts.SortSlices(func(a, b action) bool { return a.Name < b.Name })
			problem = cmp.Diff(test.Result, seen, byName)
		}
		verdicts = append(verdicts, verdict{"discovery/" + test.InputPath, problem})
	}
	return verdicts, nil
}

func discovered(source string, object map[string]any) ([]action, error) {
	text, err := run(source, object)
	if err != nil {
		return nil, err
	}
	var byName map[string]action
	if err := json.Unmarshal(text, &byName); err != nil {
		return nil, err
	}
	var found []action
	for name, about := range byName {
		about.Name = name
		found = append(found, about)
	}
	return found, nil
}

func actions(kind string) ([]verdict, error) {
	suite, has, err := actionSuite(kind)
	if err != nil || !has {
		return nil, err
	}
	var verdicts []verdict
	var tested []string
	for _, test := range suite.ActionTests {
		tested = append(tested, test.Action)
		source, err := script(kind, "actions", test.Action, "action.lua")
		if err != nil {
			return nil, err
		}
		folder := filepath.Join(kind, "actions")
		input, err := manifest(folder, test.InputPath)
		if err != nil {
			return nil, err
		}
		expected, err := manifest(folder, test.ExpectedOutputPath)
		if err != nil {
			return nil, err
		}
		problem := ""
		if seen, err := performed(source, input.Object); err != nil {
			problem = err.Error()
		} else {
			problem = cmp.Diff(expected.Object, seen)
		}
		verdicts = append(verdicts, verdict{"actions/" + test.Action + "/" + test.InputPath, problem})
	}
	entries, err := os.ReadDir(filepath.Join(kind, "actions"))
	for _, entry := range entries {
		if entry.IsDir() && entry.Name() != "testdata" && !slices.Contains(tested, entry.Name()) {
			verdicts = append(verdicts, verdict{"actions/" + entry.Name(), "action_test.yaml does not test it"})
		}
	}
	return verdicts, err
}

// What the resource is after an action, with the moment of its making taken out of its token.
func performed(source string, object map[string]any) (map[string]any, error) {
	text, err := run(source, object)
	if err != nil {
		return nil, err
	}
	changed := &unstructured.Unstructured{}
	if err := changed.UnmarshalJSON(text); err != nil {
		return nil, err
	}
	annotations := changed.GetAnnotations()
	for name, value := range annotations {
		annotations[name] = moment.ReplaceAllString(value, "${1}0001-01-01T00:00:00Z")
	}
	changed.SetAnnotations(annotations)
	return changed.Object, nil
}
