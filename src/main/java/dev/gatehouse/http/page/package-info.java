/**
 * The HTML pages: templates, assets, error pages, and the headers that keep them safe.
 */
@NullMarked
package dev.gatehouse.http.page;

import org.jspecify.annotations.NullMarked;
