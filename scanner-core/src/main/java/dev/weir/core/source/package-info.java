/**
 * Where text comes from: files, folders, standard input. May see {@code text}.
 *
 * <p>May see {@code core}, {@code core.archive}, {@code core.file}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.source;

import org.jspecify.annotations.NullMarked;
