"""The engine's process can open the staged folder and the tool chain, and nothing of the source.

    tool_chain    what has to be there for an engine to run, found by the build
    confinement   what one engine gets
    locked_in     the process, seen from the build
    start         the process: locks itself in, then runs the engine
    namespaces    a root folder, a network and process numbers of its own (Linux)
    landlock      the kernel refuses other files (Linux)
    hook          the interpreter refuses other files, the network and other processes (everywhere)
    kernel        the system calls for them

Whatever fails, an engine that is not locked in does not run.
"""
