/** Values of AWS Secrets Manager and SSM Parameter Store. */
@NullMarked
package dev.weir.known.aws;

import org.jspecify.annotations.NullMarked;
