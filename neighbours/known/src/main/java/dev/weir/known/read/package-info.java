/**
 * Reads secrets to remember from secret stores: from a server, or from JSON, YAML, dotenv and INI
 * text.
 */
@NullMarked
package dev.weir.known.read;

import org.jspecify.annotations.NullMarked;
