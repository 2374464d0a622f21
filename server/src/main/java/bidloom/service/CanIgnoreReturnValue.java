package bidloom.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** The exception from {@link CheckReturnValue}: the call has an effect of its own. */
@Target(ElementType.METHOD)
@interface CanIgnoreReturnValue {}
