"""Runs a program in a pseudo-terminal: terminal.py ROWS COLUMNS COMMAND...

Standard input is what the user types, standard output what the terminal gets. The last line of standard
error has the exit code, and whether the terminal's settings are as they were before.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios

rows, columns = int(sys.argv[1]), int(sys.argv[2])
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
before = termios.tcgetattr(slave)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for descriptor in (0, 1, 2):
        os.dup2(slave, descriptor)
    os.closerange(3, 256)
    os.execvp(sys.argv[3], sys.argv[3:])
print("pid", child, file=sys.stderr, flush=True)
inputs = [master, 0]
status = None
while status is None:
    ready, _, _ = select.select(inputs, [], [], 0.05)
    if master in ready:
        os.write(1, os.read(master, 65536))
    elif 0 in ready:
        typed = os.read(0, 4096)
        if typed:
            os.write(master, typed)
        else:
            inputs.remove(0)
    else:
        ended, code = os.waitpid(child, os.WNOHANG)
        status = code if ended else None
restored = termios.tcgetattr(slave) == before
print("exit", os.waitstatus_to_exitcode(status), "restored", restored, file=sys.stderr, flush=True)
