package dev.gatehouse.wiring;

import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;

/** Pages and what they refer to; compiled while the signing key is made. */
record PageSet(Assets assets, Assets console, Pages pages) {
  /** Blocks. */
  static PageSet load() {
    var assets = Assets.load();
    return new PageSet(assets, Assets.load("console/"), new Pages(assets));
  }
}
