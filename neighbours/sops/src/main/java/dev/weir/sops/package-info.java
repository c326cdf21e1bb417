/**
 * Checks that files that a {@code .sops.yaml} covers are completely encrypted. No key is needed and
 * nothing is decrypted, so changes that only the MAC would reveal are not detected.
 *
 * <p>May see {@code core}, {@code core.regex}, {@code core.regex.syntax}, {@code core.text}.
 */
@NullMarked
package dev.weir.sops;

import org.jspecify.annotations.NullMarked;
