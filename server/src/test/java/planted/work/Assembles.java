package planted.work;

import planted.node.Assembly;

/** No room knows the assembly. */
record Assembles(Assembly assembly) {}
