/**
 * Reads container images from files: what {@code docker save} writes, and OCI layouts. Each layer
 * is read once, with the files that a later layer deletes or replaces.
 *
 * <p>May see {@code core.archive}, {@code core.file}, {@code core.json}, {@code core.source}.
 */
@NullMarked
package dev.weir.image;

import org.jspecify.annotations.NullMarked;
