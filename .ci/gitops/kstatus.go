package main

import (
	"fmt"

	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

type kstatusTests struct {
	Tests []struct {
		InputPath string        `json:"inputPath"`
		Status    status.Status `json:"status"`
	} `json:"tests"`
}

func kstatus(kind string) ([]verdict, error) {
	var suite kstatusTests
	if err := tests(kind, "kstatus_test.yaml", &suite); err != nil {
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
		if seen, err := status.Compute(input); err != nil {
			problem = err.Error()
		} else if seen.Status != test.Status {
			problem = fmt.Sprintf("it is %s, not %s: %s", seen.Status, test.Status, seen.Message)
		}
		verdicts = append(verdicts, verdict{"kstatus/" + test.InputPath, problem})
	}
	missed, err := forgotten(kind, "kstatus_test.yaml", named)
	return append(verdicts, missed...), err
}
