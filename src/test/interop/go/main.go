// The official Go SDK, one row of the table client × feature for each era, and Go's OAuth and JOSE libraries, which know nothing of MCP.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

var (
	issuer = os.Getenv("GATEHOUSE_ISSUER")
	origin = os.Getenv("GATEHOUSE_ORIGIN")
	mcpURL = origin + "/mcp"
)

const callback = "http://127.0.0.1:1/callback"

func main() {
	switch os.Args[1] {
	case "libraries":
		libraries()
	case "sdk":
		client("2026-07-28", "")
		client("2025-11-25", "2025-11-25")
	}
}

// approve logs alice in and allows what is asked for; the address that the browser is then sent to.
func approve(authorizationURL string) string {
	script := exec.Command(os.Getenv("PYTHON"), "-c", "import sys, text_browser; print(text_browser.approve(sys.argv[1]))", authorizationURL)
	script.Dir = os.Getenv("CLIENTS")
	script.Stderr = os.Stderr
	return strings.TrimSpace(string(must(script.Output())))
}

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println(err)
		panic(err)
	}
	return value
}

func check(holds bool, what string, seen any) {
	if !holds {
		panic(fmt.Sprintf("%s: %v", what, seen))
	}
}
