/**
 * Tells whether files that a {@code .sops.yaml} covers are encrypted and whole. No key is needed,
 * and so nothing is decrypted: what only the MAC knows is not seen here.
 *
 * <p>May see {@code core}, {@code core.regex}, {@code core.regex.syntax}, {@code core.text}.
 */
@NullMarked
package dev.weir.sops;

import org.jspecify.annotations.NullMarked;
