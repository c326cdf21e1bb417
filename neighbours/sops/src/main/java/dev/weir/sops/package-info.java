/**
 * Tells whether files that a {@code .sops.yaml} covers are encrypted and whole. No key is needed,
 * and so nothing is decrypted: what only the MAC knows is not seen here.
 */
@NullMarked
package dev.weir.sops;

import org.jspecify.annotations.NullMarked;
