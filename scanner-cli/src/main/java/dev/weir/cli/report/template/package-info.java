/**
 * Templates in the language of Go's {@code text/template} with the functions of sprig 3.3, for the
 * reports that users lay out themselves. A template is parsed once ({@link
 * dev.weir.cli.report.template.Template}), then executed over values of Go's kinds; messages are
 * Go's own. May see the JDK and, for patterns, {@code dev.weir.core.regex} and {@code
 * dev.weir.core.text}.
 *
 * <p>Not there, with a message when they are called: {@code genCA}, {@code genCAWithKey}, {@code
 * genSelfSignedCert}, {@code genSelfSignedCertWithKey}, {@code genSignedCert}, {@code
 * genSignedCertWithKey} and {@code buildCustomCert}, which are about certificates.
 *
 * <p>Differences from Go that are meant: templates lie no deeper in one another than {@link
 * dev.weir.cli.report.template.Run} says, strings and lists become no larger than {@link
 * dev.weir.cli.report.template.Limits} says; {@code keys} and {@code values} are in order; {@code
 * now} prints no monotonic clock; the functions for the system's paths work as on Unix everywhere.
 */
@NullMarked
package dev.weir.cli.report.template;

import org.jspecify.annotations.NullMarked;
