package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
)

// row is one client's row of the table client × feature: what it was seen to do, and what it was seen to lack. As lib/row.mjs.
type row struct {
	Client   string          `json:"client"`
	Revision string          `json:"revision"`
	Features map[string]bool `json:"features"`
	Remarks  []string        `json:"remarks"`
}

func (r *row) does(feature string) {
	fmt.Printf("%s %s: %s\n", r.Client, r.Revision, feature)
	r.Features[feature] = true
}

// lacks is said only after it was seen: the remark goes into src/docs/clients.md.
func (r *row) lacks(feature, remark string) {
	fmt.Printf("%s %s: not %s: %s\n", r.Client, r.Revision, feature, remark)
	r.Features[feature] = false
	r.Remarks = append(r.Remarks, remark)
}

func (r *row) write() {
	name := regexp.MustCompile(`[^\w.]+`).ReplaceAllString(r.Client+" "+r.Revision, "-") + ".json"
	text := must(json.MarshalIndent(r, "", "  "))
	must(0, os.WriteFile(filepath.Join(os.Getenv("ROWS"), name), text, 0o644))
}

// restart stops the servers and starts them again; clients, grants and sessions are gone, the signing key only on demand.
func restart(query string) {
	reply := must(http.Post(os.Getenv("GATEHOUSE_RESTART")+query, "", nil))
	check(reply.StatusCode == http.StatusNoContent, "restart", reply.Status)
}
