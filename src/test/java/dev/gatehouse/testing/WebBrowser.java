package dev.gatehouse.testing;

import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** A browser as far as forms go: keeps cookies, follows redirects on one server, fills in and sends forms. */
public final class WebBrowser {
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> setCookies = new ArrayList<>();
  private final String[] sentAlways;

  /** Sends these headers, pairs of name and value, with each request. */
  public WebBrowser(String... sentAlways) {
    this.sentAlways = sentAlways.clone();
  }

  /** The same browser behind another address of a proxy that is believed. */
  public WebBrowser movedTo(String address) {
    var moved = new WebBrowser("X-Forwarded-For", address);
    moved.cookies.putAll(cookies);
    return moved;
  }

  /** Opens the URL and follows redirects as long as they stay on the same server. */
  public Reply open(String url) {
    return follow(keep(Http.get(url, cookieHeader("Accept", "text/html"))));
  }

  /** Opens the URL and follows nothing. */
  public Reply get(String url) {
    return keep(Http.get(url, cookieHeader("Accept", "text/html")));
  }

  /** Sends the page's form with its hidden and ticked inputs, changed as the caller likes; follows redirects on the same server. */
  public Reply submit(Reply page, Consumer<Form> changes) {
    return follow(submitOnly(page, changes));
  }

  /** As {@link #submit}, following nothing. */
  public Reply submitOnly(Reply page, Consumer<Form> changes) {
    Form form = Form.of(page);
    changes.accept(form);
    return post(form.action(), form.parameters());
  }

  /** Logs the user in, asked by no client. */
  public WebBrowser logIn(String issuer, String user) {
    Reply done = submit(
        open(issuer + "/login"),
        form -> form.set("username", user).set("password", DemoUsers.password(user)));
    if (done.status() != 200) {
      throw new AssertionError("not logged in: " + done);
    }
    return this;
  }

  public Reply post(String url, List<String> parameters) {
    return keep(Http.postForm(url, parameters, cookieHeader("Accept", "text/html")));
  }

  /** As a page of that origin sends it. */
  public Reply post(String url, List<String> parameters, String origin) {
    return keep(
        Http.postForm(url, parameters, cookieHeader("Accept", "text/html", "Origin", origin)));
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /** Every {@code Set-Cookie} line that came. */
  public List<String> setCookies() {
    return setCookies;
  }

  /** Follows redirects as long as they stay on the same server. */
  public Reply follow(Reply reply) {
    Reply current = reply;
    for (int hops = 0; hops < 8 && current.status() >= 300 && current.status() < 400; hops++) {
      URI target = current.uri().resolve(current.location());
      if (!String.valueOf(target.getAuthority()).equals(current.uri().getAuthority())) {
        return current;
      }
      current = get(target.toString());
    }
    return current;
  }

  private Reply keep(Reply reply) {
    for (String line : reply.headers().allValues("Set-Cookie")) {
      setCookies.add(line);
      HttpCookie cookie = HttpCookie.parse(line).get(0);
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie.getValue());
      }
    }
    return reply;
  }

  private String[] cookieHeader(String... own) {
    String[] headers = Stream.of(own, sentAlways).flatMap(Stream::of).toArray(String[]::new);
    if (cookies.isEmpty()) {
      return headers;
    }
    String all = cookies.entrySet().stream()
        .map(one -> one.getKey() + '=' + one.getValue())
        .collect(Collectors.joining("; "));
    return Http.with(headers, "Cookie", all);
  }

  /** A form as it would be sent. */
  public record Form(String action, List<String> parameters) {
    /** The form on the page; fails when there is none. */
    public static Form of(Reply page) {
      Element form = page.html().selectFirst("form[method=post]");
      if (form == null) {
        throw new AssertionError("no form on " + page);
      }
      var parameters = new ArrayList<String>();
      for (Element input : form.select("input[name]")) {
        boolean unticked = input.attr("type").equals("checkbox") && !input.hasAttr("checked");
        if (!unticked && !input.hasAttr("disabled")) {
          parameters.addAll(List.of(input.attr("name"), input.attr("value")));
        }
      }
      return new Form(form.absUrl("action"), parameters);
    }

    /** Replaces every value of the name. */
    public Form set(String name, String value) {
      return remove(name).add(name, value);
    }

    public Form add(String name, String value) {
      parameters.addAll(List.of(name, value));
      return this;
    }

    public Form remove(String name) {
      for (int i = parameters.size() - 2; i >= 0; i -= 2) {
        if (parameters.get(i).equals(name)) {
          parameters.subList(i, i + 2).clear();
        }
      }
      return this;
    }

    public String value(String name) {
      for (int i = 0; i < parameters.size(); i += 2) {
        if (parameters.get(i).equals(name)) {
          return parameters.get(i + 1);
        }
      }
      throw new AssertionError("no input " + name + " in " + parameters);
    }
  }
}
