// Command keyturn-cron answers what Kubernetes' own library for CronJobs says of cron expressions, and of windows as Argo CD counts them: one
// question a line of JSON on stdin, one answer a line on stdout. It exits 1 if a question cannot be read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

// Count instants of the expression after From; or, where there are windows, each minute from From to To at which they open or close.
type question struct {
	Cron    string    `json:"cron"`
	Zone    string    `json:"zone"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Count   int       `json:"count"`
	Windows []window  `json:"windows"`
}

type window struct {
	Kind     string `json:"kind"`
	Schedule string `json:"schedule"`
	Minutes  int    `json:"minutes"`
}

// Refused says why an expression is none.
type answer struct {
	Instants []time.Time `json:"instants"`
	Refused  string      `json:"refused"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fail(err)
		}
		zone, err := time.LoadLocation(asked.Zone)
		if err != nil {
			fail(err)
		}
		if err := answers.Encode(answered(asked, zone)); err != nil {
			fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func answered(asked question, zone *time.Location) answer {
	if len(asked.Windows) > 0 {
		return opened(asked, zone)
	}
	schedule, err := cron.ParseStandard(asked.Cron)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	instants := []time.Time{}
	at := asked.From.In(zone)
	for range asked.Count {
		if at = schedule.Next(at); at.IsZero() {
			break
		}
		instants = append(instants, at.UTC())
	}
	return answer{Instants: instants}
}

func opened(asked question, zone *time.Location) answer {
	schedules := make([]cron.Schedule, len(asked.Windows))
	for i, window := range asked.Windows {
		schedule, err := cron.ParseStandard(window.Schedule)
		if err != nil {
			return answer{Refused: err.Error()}
		}
		schedules[i] = schedule
	}
	instants := []time.Time{}
	before := false
	for at := asked.From.In(zone); !at.After(asked.To); at = at.Add(time.Minute) {
		if now := open(asked.Windows, schedules, at); now != before {
			instants = append(instants, at.UTC())
			before = now
		}
	}
	return answer{Instants: instants}
}

// As Argo CD asks of a sync window: is the first beginning after one duration ago over by now?
func open(windows []window, schedules []cron.Schedule, at time.Time) bool {
	allows, allowed := false, false
	for i, window := range windows {
		begin := schedules[i].Next(at.Add(-time.Duration(window.Minutes) * time.Minute))
		active := !begin.IsZero() && !begin.After(at)
		if window.Kind == "Deny" && active {
			return false
		}
		allows = allows || window.Kind == "Allow"
		allowed = allowed || window.Kind == "Allow" && active
	}
	return allowed || !allows
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "keyturn-cron:", err)
	os.Exit(1)
}
