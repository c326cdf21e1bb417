/**
 * {@code weir git-secrets}: the commands, settings, hooks and exit codes of git-secrets. Its
 * settings lie in git's configuration, which the git program alone reads and writes as git does.
 *
 * <p>Names and contents of files are kept as they are: in a text with one character a byte (ISO
 * 8859-1), since patterns are matched on bytes and git's names need not be UTF-8.
 *
 * <p>May see {@code core.file}, {@code core.regex}, {@code core.regex.engine}, {@code
 * core.regex.syntax}, {@code core.source}, {@code core.text}, {@code git.hook}, {@code
 * git.program}.
 */
@NullMarked
package dev.weir.gitsecrets;

import org.jspecify.annotations.NullMarked;
