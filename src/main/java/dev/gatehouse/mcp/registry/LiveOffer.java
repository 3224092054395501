package dev.gatehouse.mcp.registry;

import dev.gatehouse.mcp.Offer;
import dev.gatehouse.mcp.Tool;
import dev.gatehouse.mcp.prompt.Prompt;
import dev.gatehouse.mcp.registry.OfferChange.Listing;
import dev.gatehouse.mcp.resource.Resource;
import dev.gatehouse.mcp.resource.ResourceTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The one offer that all event loops of a server share; each compiles what it needs of it. */
public final class LiveOffer implements Offer {
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Map<String, Prompt> prompts = new LinkedHashMap<>();
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Map<String, ResourceTemplate> templates = new LinkedHashMap<>();
  private final Set<Consumer<OfferChange>> listeners = ConcurrentHashMap.newKeySet();
  private volatile Executor teller = Runnable::run;
  private volatile Features features = new Features(0, List.of(), List.of(), List.of(), List.of());

  /** What is offered now. The same object as long as nothing changes. */
  public Features features() {
    return features;
  }

  /** Who listens is told by this executor, one change after the other: there may be thousands, and a tool makes changes on an event loop. */
  public void tellOn(Executor executor) {
    teller = executor;
  }

  /** Hears of each change, on the thread that made it or on that of the executor, until it is told to stop. */
  public void listen(Consumer<OfferChange> listener) {
    listeners.add(listener);
  }

  public void stop(Consumer<OfferChange> listener) {
    listeners.remove(listener);
  }

  @Override
  public Offer add(Tool tool) {
    var checked = new RegisteredTool(tool);
    put(tools, checked.name(), tool, "tools");
    return changed(Listing.TOOLS);
  }

  @Override
  public Offer add(Prompt prompt) {
    put(prompts, prompt.descriptor().name(), prompt, "prompts");
    return changed(Listing.PROMPTS);
  }

  @Override
  public Offer add(Resource resource) {
    put(resources, resource.descriptor().uri(), resource, "resources");
    return changed(Listing.RESOURCES);
  }

  @Override
  public Offer add(ResourceTemplate template) {
    var checked = new RegisteredTemplate(template);
    put(templates, checked.descriptor().uriTemplate(), template, "resource templates");
    return changed(Listing.RESOURCES);
  }

  @Override
  public void removeTool(String name) {
    remove(tools, name, Listing.TOOLS);
  }

  @Override
  public void removePrompt(String name) {
    remove(prompts, name, Listing.PROMPTS);
  }

  @Override
  public void removeResource(String uri) {
    remove(resources, uri, Listing.RESOURCES);
  }

  @Override
  public void updated(String uri) {
    tell(new OfferChange.Content(uri));
  }

  /** The server stops: those who listen are told so. */
  public void stop() {
    listeners.forEach(listener -> listener.accept(OfferChange.Ending.STOPPED));
  }

  private synchronized <T> void put(Map<String, T> known, String name, T added, String kind) {
    T other = known.putIfAbsent(name, added);
    if (other != null) {
      throw new IllegalArgumentException("two " + kind + " are named '" + name + "': "
          + other.getClass().getName() + " and " + added.getClass().getName());
    }
    snapshot();
  }

  private void remove(Map<String, ?> known, String name, Listing kind) {
    boolean removed;
    synchronized (this) {
      removed = known.remove(name) != null;
      snapshot();
    }
    if (removed) {
      tell(kind);
    }
  }

  private void snapshot() {
    features = new Features(
        features.version() + 1,
        List.copyOf(tools.values()),
        List.copyOf(prompts.values()),
        List.copyOf(resources.values()),
        List.copyOf(templates.values()));
  }

  private Offer changed(OfferChange change) {
    tell(change);
    return this;
  }

  private void tell(OfferChange change) {
    teller.execute(() -> listeners.forEach(listener -> listener.accept(change)));
  }
}
