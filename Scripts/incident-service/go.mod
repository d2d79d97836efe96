module example.com/event-router

go 1.24
