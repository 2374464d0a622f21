package bidloom.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** What comes back has to be used: Error Prone refuses a call that drops it. */
@Target(ElementType.TYPE)
@interface CheckReturnValue {}
