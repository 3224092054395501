package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
)

// libraries prints a line for each library that walked.
func libraries() {
	for _, method := range []string{"none", "client_secret_basic"} {
		token := withOAuth2(method)
		fmt.Println("walked: golang.org/x/oauth2, " + method)
		withGoJose(token)
	}
	fmt.Println("walked: go-jose")
}

// withOAuth2: code with PKCE, a call, a refresh. It tries Basic first, with an empty password where there is no secret.
func withOAuth2(method string) string {
	ctx := context.Background()
	id, secret := register(method)
	config := oauth2.Config{
		ClientID: id, ClientSecret: secret, RedirectURL: callback, Scopes: []string{"mcp.read", "offline_access"},
		Endpoint: oauth2.Endpoint{AuthURL: issuer + "/authorize", TokenURL: issuer + "/token"},
	}
	verifier := oauth2.GenerateVerifier()
	answer := must(url.Parse(approve(config.AuthCodeURL("state-of-mine", oauth2.S256ChallengeOption(verifier), oauth2.SetAuthURLParam("resource", mcpURL)))))
	check(answer.Query().Get("state") == "state-of-mine", "state", answer)
	token := must(config.Exchange(ctx, answer.Query().Get("code"), oauth2.VerifierOption(verifier)))
	check(strings.Contains(whoami(config.Client(ctx, token)), `"sub":"alice"`), "whoami", token.Type())
	token.Expiry = time.Now().Add(-time.Minute)
	refreshed := must(config.TokenSource(ctx, token).Token())
	check(refreshed.AccessToken != token.AccessToken, "another access token", "")
	return refreshed.AccessToken
}

func withGoJose(token string) {
	var keys jose.JSONWebKeySet
	must(0, json.Unmarshal(get(http.DefaultClient, issuer+"/oauth/jwks"), &keys))
	parsed := must(jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256, jose.ES256}))
	var claims jwt.Claims
	must(0, parsed.Claims(&keys, &claims))
	must(0, claims.Validate(jwt.Expected{Issuer: issuer, AnyAudience: jwt.Audience{mcpURL}, Time: time.Now()}))
}

func register(method string) (string, string) {
	body := must(json.Marshal(map[string]any{
		"client_name": "Go", "redirect_uris": []string{callback}, "token_endpoint_auth_method": method,
		"grant_types": []string{"authorization_code", "refresh_token"},
	}))
	reply := must(http.Post(issuer+"/register", "application/json", bytes.NewReader(body)))
	check(reply.StatusCode == http.StatusCreated, "registration", reply.Status)
	var client struct {
		ID     string `json:"client_id"`
		Secret string `json:"client_secret"`
	}
	must(0, json.NewDecoder(reply.Body).Decode(&client))
	return client.ID, client.Secret
}

func whoami(client *http.Client) string {
	return string(get(client, origin+"/whoami"))
}

func get(client *http.Client, address string) []byte {
	reply := must(client.Get(address))
	defer reply.Body.Close()
	return must(io.ReadAll(reply.Body))
}
