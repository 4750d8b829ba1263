# Threads with message queues, mutexes and condition variables; timers and pipes of the event loop.
package require Thread
tsv::set shared log {}
set threads {}
for {set n 0} {$n < 4} {incr n} {
  lappend threads [thread::create -joinable {
    proc work {n} {
      for {set i 0} {$i < 5} {incr i} {
        after [expr {int(rand() * 5)}]
        tsv::lappend shared log $n.$i
      }
      thread::release
    }
    thread::wait
  }]
}
set n 0
foreach thread $threads {
  thread::send -async $thread [list work $n]
  incr n
}
foreach thread $threads { thread::join $thread }
puts "log [tsv::get shared log]"

set order {}
foreach delay {30 10 20} { after $delay [list lappend order $delay] }
after 50 { set done 1 }
vwait done
puts "order $order"

set pipe [open "|sh -c {for i in 1 2 3; do echo line \$i; done}"]
fconfigure $pipe -blocking 0
fileevent $pipe readable {
  if {[gets $pipe line] >= 0} { puts $line } elseif {[eof $pipe]} { set closed 1 }
}
vwait closed
puts "[clock microseconds] [clock clicks] [expr {rand()}] [pid]"
