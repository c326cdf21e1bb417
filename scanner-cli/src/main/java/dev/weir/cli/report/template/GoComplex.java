package dev.weir.cli.report.template;

/** Go's {@code complex128}. */
record GoComplex(double real, double imaginary) {}
