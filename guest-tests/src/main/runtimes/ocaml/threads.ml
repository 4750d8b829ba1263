(* Threads, channels of events, mutexes, conditions and children. *)

let log = ref []
let lock = Mutex.create ()
let racy = ref 0

let say text =
  Mutex.lock lock;
  log := text :: !log;
  Mutex.unlock lock

let work n =
  for i = 1 to 5 do
    Thread.delay (Random.float 0.005);
    let seen = !racy in
    Thread.yield ();
    racy := seen + 1;
    say (Printf.sprintf "%d.%d" n i)
  done

let () =
  Random.self_init ();
  List.iter Thread.join (List.map (Thread.create work) [ 1; 2; 3; 4 ]);
  Printf.printf "log %s racy %d\n" (String.concat " " (List.rev !log)) !racy;
  let channel = Event.new_channel () in
  let sender = Thread.create (fun () -> List.iter (fun i -> Event.sync (Event.send channel i)) [ 1; 2; 3 ]) () in
  for _ = 1 to 3 do
    Printf.printf "event %d\n" (Event.sync (Event.receive channel))
  done;
  Thread.join sender;
  flush stdout;
  let pids = List.map (fun n -> match Unix.fork () with 0 -> Unix.sleepf (Random.float 0.01); Unix._exit n | pid -> pid) [ 1; 2; 3 ] in
  List.iter (fun _ -> match Unix.wait () with
    | pid, Unix.WEXITED n -> Printf.printf "%d ended with %d\n" pid n
    | _ -> ()) pids;
  Printf.printf "%f %d %f\n" (Unix.gettimeofday ()) (Unix.getpid ()) (Random.float 1.0)
