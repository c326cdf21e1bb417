/**
 * Implements {@code weir git-secrets}: the commands, settings, hooks and exit codes of git-secrets.
 * Its settings are in git's configuration, and git itself reads and writes them.
 *
 * <p>Names and contents of files are texts with one character per byte (ISO 8859-1), because
 * patterns match bytes and names in git need not be UTF-8.
 *
 * <p>May see {@code core.file}, {@code core.regex}, {@code core.regex.engine}, {@code
 * core.regex.syntax}, {@code core.text}, {@code git.files}, {@code git.hook}, {@code git.program}.
 */
@NullMarked
package dev.weir.gitsecrets;

import org.jspecify.annotations.NullMarked;
