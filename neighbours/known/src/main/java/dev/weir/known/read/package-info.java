/**
 * Reads secrets to remember from secret stores: from a server, or from JSON, YAML, dotenv and INI
 * text.
 *
 * <p>May see {@code core.text}, {@code known}.
 */
@NullMarked
package dev.weir.known.read;

import org.jspecify.annotations.NullMarked;
