/** Fetches known values from HashiCorp Vault and OpenBao. */
@NullMarked
package dev.weir.known.vault;

import org.jspecify.annotations.NullMarked;
