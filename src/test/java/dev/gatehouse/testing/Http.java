package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A plain HTTP client: follows no redirect, keeps no cookie. */
public final class Http {
  // pom.xml says so too: here it is too late once another class has made a client.
  static {
    System.setProperty(
        "jdk.httpclient.allowRestrictedHeaders", "host,origin,connection,content-length");
  }

  private static final HttpClient CLIENT = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .followRedirects(HttpClient.Redirect.NEVER)
      .sslContext(believingAll())
      .build();

  private Http() {}

  /** Headers are pairs of name and value. */
  public static Reply get(String url, String... headers) {
    return send("GET", url, "", headers);
  }

  public static Reply send(String method, String url, String body, String... headers) {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request = HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(20))
        .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.uri(), response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static Reply postJson(String url, String json, String... headers) {
    return send("POST", url, json, with(headers, "Content-Type", "application/json"));
  }

  /** Parameters are pairs of name and value; a name may come twice. */
  public static Reply postForm(String url, List<String> parameters, String... headers) {
    return send(
        "POST",
        url,
        form(parameters),
        with(headers, "Content-Type", "application/x-www-form-urlencoded"));
  }

  /** Pairs of name and value in wire form. */
  public static String form(List<String> parameters) {
    var pairs = new ArrayList<String>();
    for (int i = 0; i < parameters.size(); i += 2) {
      pairs.add(encoded(parameters.get(i)) + '=' + encoded(parameters.get(i + 1)));
    }
    return String.join("&", pairs);
  }

  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** As Basic credentials are written, RFC 7617 §2. */
  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One header more. */
  public static String[] with(String[] headers, String name, String value) {
    var all = new ArrayList<>(List.of(headers));
    all.add(name);
    all.add(value);
    return all.toArray(String[]::new);
  }

  // Which certificate a server has is what TlsTest looks at.
  private static SSLContext believingAll() {
    var all = new X509ExtendedTrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type) {}

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
      }
    };
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {all}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
