package dev.weir.gotemplate.value;

/** Go's {@code complex128}. */
public record GoComplex(double real, double imaginary) {}
