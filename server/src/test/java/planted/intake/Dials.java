package planted.intake;

import java.net.Socket;

/** Intake reads what it is given. */
record Dials(Socket socket) {}
