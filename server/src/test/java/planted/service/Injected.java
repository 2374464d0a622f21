package planted.service;

import jakarta.inject.Singleton;

/** A service is plain Java; who uses it puts it together. */
@Singleton
final class Injected {}
