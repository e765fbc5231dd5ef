"""What `caveat check` asks beyond what publishing needs: rules that teach, and how an editor answers them."""
