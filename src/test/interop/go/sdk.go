package main

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/auth"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/modelcontextprotocol/go-sdk/oauthex"
)

var person = map[string]any{"username": "alice", "email": "alice@example.com"}

// client walks the table's features in the era that the version asks for; the newest where it is empty.
func client(revision, version string) {
	r := &row{Client: "go-sdk 1.8.0", Revision: revision, Features: map[string]bool{}, Remarks: []string{}}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	progress := make(chan float64, 16)
	program := mcp.NewClient(&mcp.Implementation{Name: "interop", Version: "1"}, &mcp.ClientOptions{
		ElicitationHandler: func(context.Context, *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
			return &mcp.ElicitResult{Action: "accept", Content: person}, nil
		},
		ProgressNotificationHandler: func(_ context.Context, req *mcp.ProgressNotificationClientRequest) {
			progress <- req.Params.Progress
		},
	})
	handler := authorization()
	connect := func() *mcp.ClientSession {
		return must(program.Connect(ctx, &mcp.StreamableClientTransport{Endpoint: mcpURL, OAuthHandler: handler},
			&mcp.ClientSessionOptions{ProtocolVersion: version}))
	}
	session := connect()
	check(session.InitializeResult().ProtocolVersion == revision, "negotiated", session.InitializeResult().ProtocolVersion)
	r.does("log in")
	tools := must(session.ListTools(ctx, nil))
	check(tools.Tools[0].Name == "whoami", "first tool", tools.Tools[0].Name)
	r.does("list")
	check(echo(ctx, session) == "hihi", "echo", "")
	r.does("call")
	hearsProgress(ctx, session, progress)
	r.does("progress")
	asked := must(call(ctx, session, "test_elicitation", map[string]any{"message": "who?"}))
	check(strings.Contains(asked, "alice@example.com"), "elicitation", asked)
	r.does("elicitation")
	must(call(ctx, session, "add_note", map[string]any{"note": "stepped up"}))
	r.does("step-up")
	survives(ctx, r, connect, session, "", "restart")
	survives(ctx, r, connect, connect(), "?key=new", "forgotten")
	r.write()
}

// survives restarts the servers and calls on; where the session is lost, by connecting again with the same handler.
func survives(ctx context.Context, r *row, connect func() *mcp.ClientSession, session *mcp.ClientSession, query, feature string) {
	restart(query)
	if _, err := call(ctx, session, "echo", map[string]any{"message": "hi"}); err == nil {
		r.does(feature)
		return
	}
	check(echo(ctx, connect()) == "hihi", "echo after connecting again", feature)
	remark := "reports a lost session (connecting again needs no login)"
	if feature == "forgotten" {
		remark = "registers and logs in again when it connects again"
	}
	r.lacks(feature, remark)
}

func authorization() *auth.AuthorizationCodeHandler {
	return must(auth.NewAuthorizationCodeHandler(&auth.AuthorizationCodeHandlerConfig{
		RequestRefreshToken: true,
		DynamicClientRegistrationConfig: &auth.DynamicClientRegistrationConfig{
			Metadata: &oauthex.ClientRegistrationMetadata{
				ClientName:   "go-sdk",
				RedirectURIs: []string{callback},
				GrantTypes:   []string{"authorization_code", "refresh_token"},
			},
		},
		AuthorizationCodeFetcher: func(_ context.Context, args *auth.AuthorizationArgs) (*auth.AuthorizationResult, error) {
			answer := must(url.Parse(approve(args.URL))).Query()
			return &auth.AuthorizationResult{Code: answer.Get("code"), State: answer.Get("state"), Iss: answer.Get("iss")}, nil
		},
	}))
}

func hearsProgress(ctx context.Context, session *mcp.ClientSession, progress chan float64) {
	params := &mcp.CallToolParams{Name: "test_tool_with_progress"}
	params.SetProgressToken("p")
	must(session.CallTool(ctx, params))
	for _, want := range []float64{0, 50, 100} {
		select {
		case seen := <-progress:
			check(seen == want, "progress", seen)
		case <-ctx.Done():
			panic(ctx.Err())
		}
	}
}

func echo(ctx context.Context, session *mcp.ClientSession) string {
	return must(call(ctx, session, "echo", map[string]any{"message": "hi", "repeat_count": 2}))
}

func call(ctx context.Context, session *mcp.ClientSession, tool string, arguments map[string]any) (string, error) {
	result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return "", err
	}
	return result.Content[0].(*mcp.TextContent).Text, nil
}
