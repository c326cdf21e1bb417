/** Where text comes from: files, folders, standard input. May see {@code text}. */
@NullMarked
package dev.weir.core.source;

import org.jspecify.annotations.NullMarked;
