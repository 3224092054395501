/** What the black-box tests share: the running product, a browser and a client that speak real HTTP to it. */
package dev.gatehouse.testing;
