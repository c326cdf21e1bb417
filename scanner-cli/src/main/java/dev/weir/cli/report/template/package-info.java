/**
 * Templates in the language of Go's {@code text/template} with the functions of sprig 3.3, for the
 * reports that users lay out themselves. A template is parsed once ({@link
 * dev.weir.cli.report.template.Template}), then executed over values of Go's kinds; messages are
 * Go's own. May see the JDK and, for patterns, {@code dev.weir.core.regex} and {@code
 * dev.weir.core.text}.
 */
@NullMarked
package dev.weir.cli.report.template;

import org.jspecify.annotations.NullMarked;
