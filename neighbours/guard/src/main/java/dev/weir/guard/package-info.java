/**
 * Checks that files that must be encrypted are encrypted: by SOPS, ansible-vault, git-crypt,
 * SealedSecrets and dotenvx. No key is needed and nothing is decrypted.
 *
 * <p>May see {@code core.text}, {@code sops}.
 */
@NullMarked
package dev.weir.guard;

import org.jspecify.annotations.NullMarked;
