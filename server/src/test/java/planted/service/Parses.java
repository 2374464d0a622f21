package planted.service;

import javax.xml.stream.XMLStreamReader;

/** Formats end in the intake. */
record Parses(XMLStreamReader reader) {}
