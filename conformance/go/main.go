// Command conformance drives full life cycles with the official Go SDK: `go run . [FAMILY...]`.
//
// Configuration and meaning of the steps: see ../README.md. Prints one line per step, `ok NAME` or
// `FAIL NAME: CODE MSG`, then `N passed, M failed`; exits 1 when a step failed, 2 when the
// configuration is incomplete.
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

// family is a part of the API: what runs it and the settings it needs.
type family struct {
	name  string
	run   func(*suite)
	needs []string
}

var families = []family{
	{"identity", runIdentity, nil},
	{"groups", runGroups, []string{"users"}},
	{"directory", runDirectory, nil},
	{"docs", runDocs, []string{"users", "docx_token"}},
	{"apps", runApps, []string{"users", "target_app_id"}},
	{"doors", runDoors, []string{"users", "device_id"}},
	{"performance", runPerformance, []string{"users", "performance_group_id", "performance_closed_group_id"}},
}

func main() {
	os.Exit(runAll(os.Args[1:]))
}

func runAll(names []string) int {
	config, err := loadConfig()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	chosen, unknown := choose(names)
	missing := missingSettings(chosen, config)
	if len(unknown) > 0 || len(missing) > 0 {
		fmt.Fprintf(os.Stderr, "unknown families: %v; missing settings: %v\n", unknown, missing)
		return 2
	}
	if needed(chosen)["users"] && len(config.Users) < 3 {
		fmt.Fprintln(os.Stderr, "at least three users are needed")
		return 2
	}
	s := newSuite(config)
	for _, one := range chosen {
		one.run(s)
	}
	fmt.Printf("%d passed, %d failed\n", s.passed, s.failed)
	if s.failed > 0 {
		return 1
	}
	return 0
}

// choose gives the named families, all of them when none is named, and the names that are none.
func choose(names []string) (chosen []family, unknown []string) {
	if len(names) == 0 {
		return families, nil
	}
	for _, name := range names {
		found := false
		for _, one := range families {
			if one.name == name {
				chosen, found = append(chosen, one), true
			}
		}
		if !found {
			unknown = append(unknown, name)
		}
	}
	return chosen, unknown
}

func needed(chosen []family) map[string]bool {
	keys := map[string]bool{"base_url": true, "app_id": true, "app_secret": true}
	for _, one := range chosen {
		for _, key := range one.needs {
			keys[key] = true
		}
	}
	return keys
}

func missingSettings(chosen []family, config *config) []string {
	var missing []string
	for key := range needed(chosen) {
		if key == "users" && len(config.Users) == 0 || key != "users" && strings.TrimSpace(config.Text[key]) == "" {
			missing = append(missing, key)
		}
	}
	sort.Strings(missing)
	return missing
}
