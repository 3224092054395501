package dev.gatehouse.authserver.session;

import dev.gatehouse.http.page.Pages;

/**
 * What every endpoint needs that leads a person through the pages of a request.
 *
 * @param browsers tells browsers apart, and who is logged in with them
 * @param transactions requests on their way through login and consent
 * @param forms tell a form of ours from a forged one
 * @param pages the HTML pages
 */
public record BrowserFlow(
    Browsers browsers, AuthorizationTransactions transactions, FormTokens forms, Pages pages) {}
