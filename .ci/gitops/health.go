package main

import (
	"encoding/json"
	"fmt"
	"slices"
)

// The results that Argo CD knows and a script may give.
var results = []string{"Healthy", "Progressing", "Degraded", "Suspended"}

type healthStatus struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

type healthTests struct {
	Tests []struct {
		InputPath    string       `json:"inputPath"`
		HealthStatus healthStatus `json:"healthStatus"`
	} `json:"tests"`
}

func health(kind string) ([]verdict, error) {
	source, err := script(kind, "health.lua")
	if err != nil {
		return nil, err
	}
	var suite healthTests
	if err := tests(kind, "health_test.yaml", &suite); err != nil {
		return nil, err
	}
	var named []string
	var verdicts []verdict
	for _, test := range suite.Tests {
		named = append(named, test.InputPath)
		input, err := manifest(kind, test.InputPath)
		if err != nil {
			return nil, err
		}
		problem := ""
		if seen, err := healthOf(source, input.Object); err != nil {
			problem = err.Error()
		} else if seen != test.HealthStatus {
			problem = fmt.Sprintf("it is %+v, not %+v", seen, test.HealthStatus)
		}
		verdicts = append(verdicts, verdict{"health/" + test.InputPath, problem})
	}
	missed, err := forgotten(kind, "health_test.yaml", named)
	return append(verdicts, missed...), err
}

func healthOf(source string, object map[string]any) (healthStatus, error) {
	var seen healthStatus
	text, err := run(source, object)
	if err != nil {
		return seen, err
	}
	if err := json.Unmarshal(text, &seen); err != nil {
		return seen, err
	}
	if !slices.Contains(results, seen.Status) {
		return seen, fmt.Errorf("%q is no health that Argo CD knows", seen.Status)
	}
	return seen, nil
}
